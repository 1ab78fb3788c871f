"""Archives of any size to tables: WARC, WACZ and Parquet of pages in, Parquet of reports, claims, problems, copies and events out."""
