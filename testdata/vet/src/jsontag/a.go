package jsontag

//ws:channel tags
type Chan struct {
	ServerToClient Event
	Query          struct {
		Since string `qeury:"since"` // want `^nothing reads the key qeury in the tag of Chan.Query.Since; did you mean query\?$`
	}
}

type Event struct {
	A    string `json:"a,omitemtpy"`        // want `^encoding/json ignores the option omitemtpy of Event.A; did you mean omitempty\?$`
	B    int    `json:"b,omitzeor"`         // want `did you mean omitzero`
	C    string `json:"c" vaildate:"max=9"` // want `^nothing reads the key vaildate in the tag of Event.C; did you mean validate\?$`
	D    string `jsno:"d"`                  // want `nothing reads the key jsno in the tag of Event.D; did you mean json`
	E    string `json:"e,omitempty" bson:"e,omitempty"`
	F    string `json:"f,inline" yaml:"f" db:"f" xml:"f"`
	G    string `json:"g" valid:"required"`
	H    string `yaml:"h,omitemtpy" json:"h,omitemtpy" bson:"h,omitemtpy"` // want `option omitemtpy of Event.H`
	I    int    `json:"i,omitempty,omitemtpy"`                             // want `^encoding/json ignores the option omitemtpy of Event.I, which has the option omitempty; remove it$`
	J    string `json5:"j" hjson:"j"`
	K, L string `json:",omitzeor"` // want `omitzeor of Event.K` `omitzeor of Event.L`
}
