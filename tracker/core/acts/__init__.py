"""What the user does to stories; each act is kept with what takes it back.

correcting  merge, split, move, pin, mute, undo
following   stories that the user follows or defines
marking     read and unread by hand
act         an act as it is kept
acting      one transaction with the record that undoes it
undoing     every row again as it was
taking      articles into such a story, and back
parting     what was made part of another story
"""
