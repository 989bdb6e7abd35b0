"""The index of things: what the search knows before it looks into any text, as small files below `search/`.

`things.json` has what every search needs: questions, terms, headlines, items, regions, and how people write.
Departments stand in a file for each province, projects in one for each syllable of their names, and what a
department's disclosures print for each item in one of its own: a search of a few words reads a few files, however many
disclosures there are. `site_src/scripts/things.js` reads them.
"""

from yusuan.site.finding.things import write_lookup

__all__ = ["write_lookup"]
