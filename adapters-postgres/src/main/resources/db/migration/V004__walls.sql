ALTER TABLE ledger.universal_registry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.heads ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.nonces ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger.once ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- A request reads as its viewer. A thing that was deleted is left to its owner and the tenant's admin.
CREATE POLICY viewer ON ledger.heads FOR SELECT TO cofre_reader USING (
    tenant_id = (SELECT ledger.viewer_tenant())
        AND (owner_id = (SELECT ledger.viewer_owner())
            OR (SELECT ledger.viewer_is_admin())
            OR (visibility = 'tenant' AND NOT is_deleted))
    OR visibility = 'public' AND NOT is_deleted AND (SELECT ledger.viewer_tenant()) IS NOT NULL);

-- A version is seen by whom it says itself, if they may see what is current of its id: the walls of heads apply inside.
CREATE POLICY viewer ON ledger.universal_registry FOR SELECT TO cofre_reader USING (
    (tenant_id = (SELECT ledger.viewer_tenant())
        AND (owner_id = (SELECT ledger.viewer_owner())
            OR (SELECT ledger.viewer_is_admin())
            OR visibility = 'tenant')
    OR visibility = 'public')
    AND EXISTS (SELECT FROM ledger.heads h WHERE h.id = universal_registry.id));

GRANT SELECT ON ledger.heads, ledger.universal_registry TO cofre_reader;

-- The journal. Of the registry it reads what receipts say, and no content.
CREATE POLICY journal_reads ON ledger.universal_registry FOR SELECT TO cofre_writer USING (true);
CREATE POLICY journal_appends ON ledger.universal_registry FOR INSERT TO cofre_writer WITH CHECK (true);
CREATE POLICY journal ON ledger.heads FOR ALL TO cofre_writer USING (true) WITH CHECK (true);
CREATE POLICY journal ON ledger.keys FOR ALL TO cofre_writer USING (true) WITH CHECK (true);
CREATE POLICY journal ON ledger.nonces FOR ALL TO cofre_writer USING (true) WITH CHECK (true);
CREATE POLICY journal ON ledger.once FOR ALL TO cofre_writer USING (true) WITH CHECK (true);

GRANT INSERT ON ledger.universal_registry TO cofre_writer;
GRANT SELECT (id, seq, payload_hash, position, change_position, recorded_at) ON ledger.universal_registry
    TO cofre_writer;
GRANT SELECT, INSERT, UPDATE ON ledger.heads, ledger.keys TO cofre_writer;
GRANT SELECT, INSERT, DELETE ON ledger.nonces TO cofre_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger.once TO cofre_writer;

-- Verification, scheduler, reconciler, platform export.
CREATE POLICY everything ON ledger.universal_registry FOR SELECT TO cofre_system USING (true);
CREATE POLICY everything ON ledger.heads FOR SELECT TO cofre_system USING (true);
CREATE POLICY everything ON ledger.keys FOR SELECT TO cofre_system USING (true);
CREATE POLICY everything ON ledger.nonces FOR SELECT TO cofre_system USING (true);
CREATE POLICY everything ON ledger.once FOR SELECT TO cofre_system USING (true);

GRANT SELECT ON ledger.universal_registry, ledger.heads, ledger.keys, ledger.nonces, ledger.once TO cofre_system;

CREATE VIEW ledger.visible_timeline WITH (security_invoker = true) AS
SELECT r.*
FROM ledger.heads h
JOIN ledger.universal_registry r ON r.recorded_at = h.recorded_at AND r.position = h.position
WHERE NOT h.is_deleted;

CREATE VIEW ledger.all_versions WITH (security_invoker = true) AS
SELECT * FROM ledger.universal_registry;

GRANT SELECT ON ledger.visible_timeline, ledger.all_versions TO cofre_reader, cofre_system;
