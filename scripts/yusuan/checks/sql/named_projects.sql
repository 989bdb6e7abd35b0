-- One row per project: what it is called in the subject of a check, where several projects of a disclosure may have one name.
select package, "row", name, name || if(row_number() over (partition by package, name order by "row") > 1, '#' || "row", '') as key
from main.projects
