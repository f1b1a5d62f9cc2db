"""Better voices where they are installed: a ticket's half of a call, said before it is called.

A server process hears that a ticket was issued and asks a worker, a process of its own at the lowest
priority, to say its number; the sound is kept by its content in the data folder. A call is never kept
waiting: what is there when it is made goes with it, otherwise the screens play the bank's clips.
"""
