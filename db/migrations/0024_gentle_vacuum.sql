-- An hourly run appends to this part so much that autovacuum soon comes to freeze what is new, and at its usual pace it reads
-- and writes next to the run, whose commits and those of charges then wait for the disk. Ten times slower it still does
-- some 500 pages a second, 70 times what a million wallets an hour write.
ALTER TABLE transactions_usage SET (autovacuum_vacuum_cost_delay = 20);
