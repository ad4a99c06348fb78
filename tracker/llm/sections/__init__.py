"""How a model fills the open places of each section; without an open place none asks it anything."""
