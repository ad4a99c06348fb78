"""Who writes dossiers, when, and what a language model may take for it.

writing     versions that are due, first ones, rebuilds
model_use   a model's budget and remembered replies
"""
