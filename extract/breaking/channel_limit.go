package breaking

import "cmp"

// noDecoder says why limits are not seen in a message.
const noDecoder = "the server keeps the limit around the messages; no decoder sees it"

// defaultMaxSize is the limit of the server where the contract is silent and the
// program does not choose another.
const defaultMaxSize = 64 << 10

var channelLimitRules = []*Rule{
	{
		ID: "channel-auth-raised", Client: Breaks,
		Title:   "clients must now be authenticated",
		Why:     "Clients that connect without credentials are refused.",
		Instead: "add a channel that requires it, and move clients there",
		Unseen:  "it is decided before the first message",
		Before:  "// ws:channel news", After: "// ws:channel news auth=required",
		check: func(c *channels) {
			if c.both() && c.old.Auth != "required" && c.new.Auth == "required" {
				c.report("clients of channel %s must now be authenticated", c.new.Name)
			}
		},
	},
	{
		ID: "channel-auth-lowered", Client: Risky,
		Title:   "clients need no longer be authenticated",
		Why:     "No client breaks, but what was protected no longer is.",
		Instead: "make sure that this is meant",
		Before:  "// ws:channel news auth=required", After: "// ws:channel news auth=none",
		check: func(c *channels) {
			if c.both() && c.old.Auth == "required" && c.new.Auth != "required" {
				c.report("clients of channel %s need no longer be authenticated", c.new.Name)
			}
		},
	},
	{
		ID: "channel-max-size-lowered", Client: Breaks,
		Title:   "the largest message is smaller",
		Why:     "The connection of a client that sends a larger one is closed.",
		Instead: "limit the fields that make messages large, in a new version of the message",
		Unseen:  noDecoder,
		Before:  "// ws:channel upload max-size=1MiB", After: "// ws:channel upload max-size=64KiB",
		check: func(c *channels) {
			if c.both() && maxSize(c.new.MaxSize) < maxSize(c.old.MaxSize) {
				c.report("the largest message on channel %s is now %d bytes, was %d", c.new.Name, maxSize(c.new.MaxSize), maxSize(c.old.MaxSize))
			}
		},
	},
	{
		ID: "channel-max-size-raised", Client: Fine,
		Title:  "the largest message is larger",
		Why:    "Everything that was accepted still is.",
		Before: "// ws:channel upload max-size=64KiB", After: "// ws:channel upload max-size=1MiB",
		check: func(c *channels) {
			if c.both() && maxSize(c.new.MaxSize) > maxSize(c.old.MaxSize) {
				c.report("the largest message on channel %s is now %d bytes, was %d", c.new.Name, maxSize(c.new.MaxSize), maxSize(c.old.MaxSize))
			}
		},
	},
	{
		ID: "channel-rate-lowered", Client: Breaks,
		Title:   "clients may send less often",
		Why:     "The connection of a client that keeps to the old rate is closed.",
		Instead: "add a message that says more at once, and lower the rate when clients use it",
		Unseen:  noDecoder,
		Before:  "// ws:channel moves rate=20/s", After: "// ws:channel moves rate=10/s",
		check: func(c *channels) {
			if o, n := rates(c); o != n && n > 0 && (o == 0 || n < o) {
				c.report("clients of channel %s may now send %s, before %s", c.new.Name, perSecond(n), perSecond(o))
			}
		},
	},
	{
		ID: "channel-rate-raised", Client: Fine,
		Title:  "clients may send more often",
		Why:    "Everything that was accepted still is.",
		Before: "// ws:channel moves rate=10/s", After: "// ws:channel moves rate=20/s",
		check: func(c *channels) {
			if o, n := rates(c); o != n && o > 0 && (n == 0 || n > o) {
				c.report("clients of channel %s may now send %s, before %s", c.new.Name, perSecond(n), perSecond(o))
			}
		},
	},
	{
		ID: "channel-overflow-changed", Client: Risky,
		Title:   "something else happens to clients that read too slowly",
		Why:     "Clients that counted on every message may now miss some, or clients that missed some are now disconnected.",
		Instead: "tell the people who write clients",
		Before:  "// ws:channel prices overflow=close", After: "// ws:channel prices overflow=drop-oldest",
		check: func(c *channels) {
			if c.both() && c.old.Overflow != c.new.Overflow {
				c.report("for clients of channel %s that read too slowly, overflow is now %s, was %s", c.new.Name,
					cmp.Or(c.new.Overflow, "the server's default"), cmp.Or(c.old.Overflow, "the server's default"))
			}
		},
	},
}

func maxSize(n int64) int64 { return cmp.Or(n, defaultMaxSize) }

// rates are the rates of a channel that both contracts have, 0 for no limit in
// the contract.
func rates(c *channels) (old, new float64) {
	if !c.both() {
		return 0, 0
	}
	return c.old.Rate, c.new.Rate
}

func perSecond(rate float64) string {
	if rate == 0 {
		return "as often as the server's default allows"
	}
	return formatFloat(rate) + " messages a second"
}
