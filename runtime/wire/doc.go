// Package wire reads, checks and writes the JSON of messages. Emitted code
// calls it; people who use wscontract meet only [Error] and [Finding].
//
// # Reading
//
// A [Decoder] is a cursor over the bytes of one message. Emitted code walks a
// message with it as the contract prescribes, which decodes and checks in one
// pass:
//
//	func decodeSay(d *wire.Decoder, v *Say) {
//		if !d.Object() {
//			return
//		}
//		var text, replyTo int // where the value of each key starts
//		for next := 0; d.Next(keysSay, &next); {
//			switch string(d.Key()) {
//			case "text":
//				d.Once(&text)
//				v.Text = d.String()
//			case "replyTo":
//				d.Once(&replyTo)
//				v.ReplyTo = d.String()
//			default:
//				d.Unknown()
//			}
//		}
//		d.Require(text, "text")
//		d.FailIf(wire.Longer(v.Text, 2000), text, "text", "max", "must be at most 2000 characters long")
//	}
//
//	var keysSay = wire.NewKeys("text", "replyTo")
//
// There are no errors to return. What is wrong is recorded by its offset in the
// message, and decoding goes on, so that a sender learns everything at once; a
// syntax error stops it. Paths cost nothing until then: [Decoder.Finish] walks
// the message once more, only when there is something to report, and turns
// offsets into JSON Pointers.
//
// # Semantics
//
// They are those of encoding/json/v2: exact case, duplicate keys refused (also
// within values that are skipped), invalid UTF-8 and lone surrogates refused,
// nothing after the message, integers without fraction or exponent and in
// range. On top of that null is refused unless the contract allows it, and
// objects and arrays nest at most [MaxDepth] deep.
//
// # Writing
//
// An [Encoder] appends to a buffer. It keeps no state: every value writes a
// comma behind itself, which the end of its object or array takes back.
package wire
