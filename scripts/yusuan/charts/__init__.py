"""Charts: what the figures of a disclosure show, drawn at build time so that a page needs no script to show them.

`building.build` makes them. It is not imported here: processes that only draw need no warehouse.
"""
