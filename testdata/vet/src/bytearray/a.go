package bytearray

//ws:channel bytes
type Chan struct {
	ServerToClient Event
}

type Digest [32]byte

// ID is written as text.
type ID [16]byte

func (i ID) MarshalText() ([]byte, error) { return nil, nil }
func (i *ID) UnmarshalText([]byte) error  { return nil }

type Event struct {
	Hash [4]byte  // want `^Event.Hash is written as base64, where encoding/json v1 writes a list of numbers; give its type MarshalText and UnmarshalText, or say with ws:ignore bytearray that base64 is meant$`
	Sum  *Digest  // want `Event.Sum is written as base64`
	List []Digest // want `Event.List is written as base64`
	ID   ID
	Raw  []byte
	Nums [4]int
	All  Digests // want `Event.All is written as base64`
}

// Digests is a list with a name.
type Digests []map[string]Digest
