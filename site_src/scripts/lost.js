// On the page for addresses that are not there: leads on from those that were once, where a rule tells the new one.
// A table without figures, and a project, had pages of their own; now each is a part of the list that it stands in.

const once = location.pathname.match(
  /^(.*\/agencies\/[^/]+\/[^/]+\/)(?:(tables\/)([a-z-]+)|(projects\/)(\d+))\/?(?:index\.html)?$/,
);
if (once) {
  const [, disclosure, tables, table, projects, project] = once;
  location.replace(tables ? `${disclosure}${tables}#${table}` : `${disclosure}${projects}#p${project}`);
}
