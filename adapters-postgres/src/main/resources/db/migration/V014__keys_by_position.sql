-- An export of what came after a position begins with the keys before it.
CREATE INDEX universal_registry_keys ON ledger.universal_registry (position) WHERE entity_type = 'logline_id';
