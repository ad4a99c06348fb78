"""What the user wants hidden: `mute` and `only` of feeds.yaml, over words and feeds. Pure."""
