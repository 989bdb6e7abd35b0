"""A disclosure as a data package on disk: its layout, its CSV files, its schemas, its descriptor."""
