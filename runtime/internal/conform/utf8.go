package conform

import (
	"fmt"
	"slices"
)

// validUTF8 is text at the edges of what UTF-8 can say (RFC 3629).
var validUTF8 = []struct{ id, text string }{
	{"ascii", "Hello, world"},
	{"7f", "\x7f"},
	{"first-2", "\u0080"}, {"last-2", "\u07ff"},
	{"first-3", "\u0800"}, {"last-3", "\uffff"},
	{"first-4", "\U00010000"}, {"last-4", "\U0010ffff"},
	{"before-surrogates", "\ud7ff"}, {"after-surrogates", "\ue000"},
	{"noncharacter-fffe", "\ufffe"}, {"noncharacter-fdd0", "\ufdd0"}, {"noncharacter-1fffe", "\U0001fffe"},
	{"bom", "\ufeffx"}, {"replacement", "\ufffd"}, {"nul", "a\x00b"},
	{"greek", "κόσμε"}, {"emoji", "👩‍👩‍👧‍👦"}, {"mixed", "aé€😀z"}, {"combining", "e\u0301"},
}

// invalidUTF8 are bytes that are not UTF-8.
var invalidUTF8 = []struct{ id, bytes string }{
	{"lone-80", "\x80"}, {"lone-bf", "\xbf"}, {"lone-two", "\x80\xbf"}, {"lone-in-text", "abc\x80def"},
	{"start-c2", "\xc2 "}, {"start-df", "\xdf "}, {"start-e0", "\xe0 "}, {"start-ef", "\xef "}, {"start-f0", "\xf0 "}, {"start-f4", "\xf4 "},
	{"cut-2", "\xc3"}, {"cut-3-1", "\xe2"}, {"cut-3-2", "\xe2\x82"}, {"cut-4-1", "\xf0"}, {"cut-4-2", "\xf0\x9f"}, {"cut-4-3", "\xf0\x9f\x98"},
	{"cut-then-text", "\xe2\x82abc"}, {"cut-then-start", "\xf0\x9f\xf0\x9f\x98\x80"},
	{"overlong-2-slash", "\xc0\xaf"}, {"overlong-3-slash", "\xe0\x80\xaf"}, {"overlong-4-slash", "\xf0\x80\x80\xaf"},
	{"overlong-2-nul", "\xc0\x80"}, {"overlong-2-7f", "\xc1\xbf"}, {"overlong-3-7ff", "\xe0\x9f\xbf"}, {"overlong-4-ffff", "\xf0\x8f\xbf\xbf"},
	{"five-bytes", "\xf8\x88\x80\x80\x80"}, {"six-bytes", "\xfc\x84\x80\x80\x80\x80"},
	{"too-high-110000", "\xf4\x90\x80\x80"}, {"too-high-1fffff", "\xf7\xbf\xbf\xbf"}, {"start-f5", "\xf5\x80\x80\x80"},
	{"surrogate-d800", "\xed\xa0\x80"}, {"surrogate-dbff", "\xed\xaf\xbf"}, {"surrogate-dc00", "\xed\xb0\x80"}, {"surrogate-dfff", "\xed\xbf\xbf"},
	{"surrogate-pair", "\xed\xa0\xbd\xed\xb8\x80"},
	{"fe", "\xfe"}, {"ff", "\xff"}, {"fe-ff", "\xfe\xfe\xff\xff"}, {"latin1", "caf\xe9 cr\xe8me"}, {"end", "κόσμε\xed\xa0\x80edited"},
}

// utf8 is about the text of text messages.
func (m *maker) utf8() {
	const section = "6455 5.6, 8.1; 3629"
	for _, test := range validUTF8 {
		m.add("utf8/valid-"+test.id, section, "text is sent back as it is", echoes(test.text), text(test.text))
		m.add("utf8/valid-"+test.id+"-bytes", section, "a character may be cut between fragments", echoes(test.text), cutText(bytesOf(test.text)...)...)
	}
	const long = "aé€😀κόσμε\U0010ffffz"
	for i := range len(long) + 1 {
		m.add(fmt.Sprintf("utf8/split-%02d", i), section, "a character may be cut between fragments", echoes(long), cutText(long[:i], long[i:])...)
	}
	for _, test := range invalidUTF8 {
		m.add("utf8/invalid-"+test.id, section, "text that is not UTF-8 fails the connection", fails(1007), text(test.bytes))
		m.add("utf8/invalid-"+test.id+"-bytes", section, "text that is not UTF-8 fails the connection, also in fragments",
			fails(1007), cutText(bytesOf(test.bytes)...)...)
	}
	const about = "half a character at the end of a fragment must be completed by the next"
	m.add("utf8/cut-at-end", section, about, fails(1007), cutText("κόσμε", "\xce")...)
	m.add("utf8/cut-by-empty", section, about, fails(1007), cutText("\xce", "", "")...)
	m.add("utf8/cut-across-ping", section, "half a character waits while a ping is answered",
		Outcome{Echo: []string{"κ"}, Pings: []string{"\xff"}, End: []uint16{1000}}, more(text("\xce")), ping("\xff"), cont("\xba"))
	m.add("utf8/cut-across-messages", section, "half a character is not completed by another message", fails(1007),
		slices.Concat(cutText("\xce"), cutText("\xba"))...)
	m.add("utf8/second-message", section, "each message is looked at", fails(1007, "good"), text("good"), text("\xff"))
	binaryAny := Outcome{AnyEcho: true, End: []uint16{1000}}
	m.add("utf8/binary", "6455 5.6", "binary messages may be any bytes", binaryAny, binary("\xff\xfe\xed\xa0\x80"))
}
