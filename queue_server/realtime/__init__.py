"""The live side: sockets, rooms, boards, and what is published after a commit."""
