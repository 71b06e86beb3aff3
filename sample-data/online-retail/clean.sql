-- From the published file to the sales that a recommender can learn from. Run by main/data/samples/clean-online-retail.ts, which replaces the two
-- names in braces; any DuckDB runs it too.
COPY (
  SELECT
    InvoiceNo,
    StockCode,
    trim(Description) AS Description,
    CAST(Quantity AS INTEGER) AS Quantity,
    CAST(InvoiceDate AS TIMESTAMP) AS InvoiceDate,
    CAST(UnitPrice AS DOUBLE) AS UnitPrice,
    CustomerID,
    Country
  FROM read_csv({input}, header = true, all_varchar = true)
  WHERE CustomerID IS NOT NULL                      -- sales without a customer
    AND InvoiceNo NOT LIKE 'C%'                     -- cancelled invoices
    AND regexp_matches(StockCode, '^\d{5}[A-Za-z]*$') -- postage, fees, samples, manual entries
    AND CAST(Quantity AS INTEGER) > 0
    AND CAST(UnitPrice AS DOUBLE) > 0
  ORDER BY InvoiceDate, InvoiceNo, StockCode, Quantity, CustomerID
) TO {output} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, ROW_GROUP_SIZE 500000);
