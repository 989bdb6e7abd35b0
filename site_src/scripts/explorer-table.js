// The grid behind the explorer's table: TanStack Table sorts, filters and pages; the table itself is plain HTML.

import {
  columnFilteringFeature, constructTable, createFilteredRowModel, createPaginatedRowModel, createSortedRowModel,
  globalFilteringFeature, rowPaginationFeature, rowSortingFeature, storeReactivityBindings, tableFeatures,
} from "../vendor/table-core/table-core.js";

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  rowPaginationFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  paginatedRowModel: createPaginatedRowModel(),
});

const byNumber = (a, b, id) => a.getValue(id) - b.getValue(id);
const collator = new Intl.Collator("zh");
const byName = (a, b, id) => collator.compare(a.getValue(id), b.getValue(id));
const plain = (text) => text.normalize("NFKC").toLowerCase();

/** A grid over `rows`; `measures` are the columns of numbers beside rank and name. What has no number comes last. */
export function grid(rows, measures, placesOf, size) {
  const numeric = { sortFn: byNumber, sortUndefined: "last", enableGlobalFilter: false };
  return constructTable({
    features,
    data: rows,
    columns: [
      { id: "rank", accessorFn: (row) => row.rank, ...numeric },
      { id: "name", accessorFn: (row) => row.name, sortFn: byName, enableGlobalFilter: true },
      {
        id: "place",
        accessorFn: (row) => row.place,
        enableGlobalFilter: false,
        filterFn: (row, id, wanted) => placesOf(row.getValue(id)).includes(wanted),
      },
      ...measures.map((measure) => ({ id: measure, accessorFn: (row) => row.n[measure], ...numeric })),
    ],
    getColumnCanGlobalFilter: (column) => column.id === "name",
    globalFilterFn: (row, id, wanted) => plain(row.getValue(id)).includes(plain(wanted)),
    autoResetPageIndex: false,
    initialState: { pagination: { pageIndex: 0, pageSize: size } },
  });
}

/** Sort, filter and page as asked; returns the rows of the page, and all that pass in their order. */
export function arrange(table, { sort, descending, place, text, page, size }) {
  table.setSorting([{ id: sort, desc: descending }]);
  table.setColumnFilters(place === undefined ? [] : [{ id: "place", value: place }]);
  table.setGlobalFilter(text || undefined);
  const all = table.getSortedRowModel().rows.map((row) => row.original);
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = Math.min(Math.max(1, page), pages);
  table.setPageIndex(at - 1);
  return { all, pages, page: at, rows: table.getPaginatedRowModel().rows.map((row) => row.original) };
}
