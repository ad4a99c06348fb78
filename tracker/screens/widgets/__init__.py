"""The widgets that screens share; all of them draw lines, never markup."""
