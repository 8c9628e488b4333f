-- After the seed, as in 0002.
ALTER TABLE messages ADD PRIMARY KEY (user_id, seq);
CREATE UNIQUE INDEX messages_id ON messages (user_id, id);
