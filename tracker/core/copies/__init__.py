"""What leaves the database whole and comes back, and what may go.

backup      one file that holds all of one moment
archive     the form of that file
restore     and back, whole or not at all
saving      whole stories out to files
saved_form  the form of a saved story
saved_file  a file → stories, or what is wrong where
importing   stories taken in
read_state  what was read and marked, by file
synced      the same in a shared folder
keeping     retention, and the health of the database
"""
