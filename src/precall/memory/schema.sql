CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE aliases (
	alias TEXT NOT NULL,
	client_id INTEGER NOT NULL,
	PRIMARY KEY (alias),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE backups (
	path TEXT NOT NULL,
	PRIMARY KEY (path)
);
CREATE TABLE calls (
	id INTEGER NOT NULL,
	client_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	kept_at TEXT NOT NULL,
	with_name TEXT NOT NULL,
	notes TEXT NOT NULL,
	file_sha TEXT NOT NULL,
	better TEXT NOT NULL,
	sent_at TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE checkins (
	client_id INTEGER NOT NULL,
	basis TEXT NOT NULL,
	at TEXT NOT NULL,
	sent_at TEXT,
	PRIMARY KEY (client_id, basis),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE clients (
	id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	name TEXT DEFAULT '' NOT NULL,
	phone TEXT DEFAULT '' NOT NULL,
	question TEXT DEFAULT '' NOT NULL,
	rhythm INTEGER DEFAULT '30' NOT NULL,
	made_at TEXT NOT NULL,
	spoken_at TEXT,
	touched_at TEXT,
	PRIMARY KEY (id),
	UNIQUE ("key")
);
CREATE TABLE details (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL,
	call_id INTEGER,
	kind TEXT NOT NULL,
	text TEXT NOT NULL,
	at TEXT NOT NULL,
	reached_at TEXT,
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE,
	FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
CREATE TABLE elsewhere (
	client_id INTEGER NOT NULL,
	place TEXT NOT NULL,
	what TEXT NOT NULL,
	PRIMARY KEY (client_id, place),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE gifts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	about TEXT NOT NULL,
	text TEXT NOT NULL,
	source TEXT NOT NULL,
	at TEXT NOT NULL
);
CREATE TABLE given (
	client_id INTEGER NOT NULL,
	what TEXT NOT NULL,
	value TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (client_id, what),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE landed (
	id INTEGER NOT NULL,
	client_id INTEGER NOT NULL,
	because TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE looks (
	id INTEGER NOT NULL,
	client_id INTEGER NOT NULL,
	at TEXT NOT NULL,
	sha256 TEXT NOT NULL, asker TEXT DEFAULT 'caller' NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE meta (
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (name)
);
CREATE TABLE names (
	client_id INTEGER NOT NULL,
	folded TEXT NOT NULL,
	shown TEXT NOT NULL,
	PRIMARY KEY (client_id, folded),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE never (
	digest TEXT NOT NULL,
	PRIMARY KEY (digest)
);
CREATE TABLE outreach (
	"key" TEXT NOT NULL,
	name TEXT NOT NULL,
	address TEXT NOT NULL,
	subject TEXT NOT NULL,
	body TEXT NOT NULL,
	reason TEXT NOT NULL,
	link TEXT NOT NULL,
	drafted_at TEXT NOT NULL,
	sent_at TEXT,
	PRIMARY KEY ("key")
);
CREATE TABLE people (
	client_id INTEGER NOT NULL,
	folded TEXT NOT NULL,
	name TEXT NOT NULL,
	email TEXT NOT NULL,
	phone TEXT NOT NULL,
	PRIMARY KEY (client_id, folded),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE planned (
	client_id INTEGER NOT NULL,
	starts_at TEXT NOT NULL,
	ends_at TEXT,
	title TEXT NOT NULL,
	briefing TEXT NOT NULL,
	PRIMARY KEY (client_id, starts_at),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE promises (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL,
	call_id INTEGER,
	who TEXT NOT NULL,
	text TEXT NOT NULL,
	by_day TEXT,
	said TEXT NOT NULL,
	made_at TEXT NOT NULL,
	kept_at TEXT,
	let_go_at TEXT,
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE,
	FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
CREATE TABLE states (
	client_id INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	data BLOB NOT NULL,
	PRIMARY KEY (client_id, sha256),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE TABLE writings (
	client_id INTEGER NOT NULL,
	path TEXT NOT NULL,
	PRIMARY KEY (client_id, path),
	FOREIGN KEY(client_id) REFERENCES clients (id) ON DELETE CASCADE
);
CREATE INDEX aliases_by_client ON aliases (client_id);
CREATE INDEX calls_by_client ON calls (client_id, at);
CREATE INDEX calls_unsent ON calls (at) WHERE sent_at IS NULL;
CREATE INDEX calls_with_a_look_back ON calls (at) WHERE better <> '';
CREATE INDEX clients_by_touch ON clients (touched_at);
CREATE INDEX details_by_client ON details (client_id, kind);
CREATE INDEX details_by_reaching ON details (reached_at);
CREATE INDEX ix_details_call_id ON details (call_id);
CREATE INDEX ix_promises_call_id ON promises (call_id);
CREATE INDEX landed_by_client ON landed (client_id);
CREATE INDEX looks_by_client ON looks (client_id, at);
CREATE INDEX names_by_name ON names (folded);
CREATE INDEX planned_by_time ON planned (starts_at);
CREATE INDEX promises_by_client ON promises (client_id);
CREATE INDEX promises_by_keeping ON promises (kept_at);
CREATE INDEX promises_open ON promises (by_day) WHERE kept_at IS NULL AND let_go_at IS NULL;
