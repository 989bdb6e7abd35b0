// On the page for addresses that are not there: leads on from those that were once, where a rule tells the new one.
// A table without figures, and a project, had pages of their own; now each is a part of the list that it stands in.
// So had the terms of a document that explains none: those of the site stand together.

const once = location.pathname.match(
  /^(.*\/)(agencies\/[^/]+\/[^/]+\/)(?:(tables\/)([a-z-]+)|(projects\/)(\d+)|glossary)\/?(?:index\.html)?$/,
);
if (once) {
  const [, site, disclosure, tables, table, projects, project] = once;
  const place = tables ? `${tables}#${table}` : `${projects}#p${project}`;
  location.replace(tables || projects ? `${site}${disclosure}${place}` : `${site}terms/`);
}
