-- Takes what a key holds and leaves a note in its place, once: whoever comes later gets the note, which stays what it is.
-- KEYS[1] key; ARGV[1] note; ARGV[2] how many of the note's first bytes tell that it is one; ARGV[3] its time to live in milliseconds.
local held = redis.call('GET', KEYS[1])
if held and string.sub(held, 1, ARGV[2]) ~= string.sub(ARGV[1], 1, ARGV[2]) then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
end
return held
