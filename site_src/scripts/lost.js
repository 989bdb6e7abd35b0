// On the page for addresses that are not there: leads on from those that were once, where a rule tells the new one.
// A table without figures had a page of its own; now it is a line in the list of its disclosure's tables.

const table = location.pathname.match(/^(.*\/agencies\/[^/]+\/[^/]+\/tables\/)([^/]+)\/?(?:index\.html)?$/);
if (table) location.replace(`${table[1]}#${table[2]}`);
