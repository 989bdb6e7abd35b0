-- One row per headline: what it is and where it is taken from.
select item, title, title_en, definition, definition_en
from main.headline
order by place
