-- title: “其中”不超过上级
-- title_en: Of-which within its parent
-- severity: must
-- relation: at_most
-- basis: “其中”的含义
-- explanation: 写在“其中”后面的每一个数，都不应超过它所属的那一项。
-- explanation_en: A figure printed after “of which” is no more than what it is a part of.
select part.package, part.subject, 'published' as side, part.resource, part."row", part.field
from checking.cells as part
where part.side = 'income' and part.level = 3 and part.q is not null
union all
select part.package, part.subject, 'expected', whole.resource, whole."row", whole.field
from checking.cells as part
join checking.cells as whole on whole.package = part.package and whole.resource = part.resource and whole.side = part.side
    and whole.field = part.field and whole."row" = part.parent_row
where part.side = 'income' and part.level = 3 and part.q is not null
