package wire

// maxID is the longest id that is echoed, in bytes of JSON.
const maxID = 64

// MessageID returns the short top-level id of a message, as JSON: the value of
// the key "id" if the message is an object and the id is a string or an integer
// of at most 64 bytes. It also looks into messages that break their contract;
// of one that is not JSON it reads what stands before the mistake.
func MessageID(data []byte) (id []byte, ok bool) {
	d := NewDecoder(data)
	if d.peek() == '{' {
		id, ok = d.messageID()
	}
	if d.work != nil {
		d.release() // without Finish: what is wrong has been said elsewhere
	}
	return id, ok
}

func (d *Decoder) messageID() ([]byte, bool) {
	d.Object()
	for d.Field() {
		if string(d.Key()) != "id" {
			d.Skip()
			continue
		}
		c := d.peek()
		id := d.raw()
		if id == nil || len(id) > maxID {
			return nil, false
		}
		if c != '"' {
			if _, ok := parseInt(id, 64); (c != '-' && c-'0' > 9) || !ok {
				return nil, false
			}
		}
		return append([]byte(nil), id...), true
	}
	return nil, false
}
