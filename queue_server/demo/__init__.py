"""The demonstration: a hall that anybody can try, with accounts and devices made for it."""
