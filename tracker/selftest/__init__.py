"""What `tracker selftest` does: the quick half of the project's reliability tests, on the user's own machine.

Everything happens in a temporary folder and on loopback; nothing of the user's is read or changed.

run          all areas in their order, each check guarded; and `Row`, the line of a check in the table
ground       the folder of a run, and tracker as a process on it
areas/       a file an area, each with its checks
dying        a process that does a piece of work and is killed at a statement of it; who orders that
soundness    whether a database is whole after whatever was done to it
laws         what holds for every document that the parser lets through

What is played by servers and feeds, here and in the project's tests:

hostile      texts that must not act on a terminal, or as markup
bodies       documents made to crash, hang or trick a parser
mutants      well-formed feeds by the thousand, and damaged ones (damages) from a seed
documents    feeds of plain entries
servers      a web server that answers as one likes
scoring      one that judges how politely it is polled; characters: how its paths answer
reader       the product's own poller on it, in virtual time
inline       a clock that stands, a parser and a sandbox without a process
"""
