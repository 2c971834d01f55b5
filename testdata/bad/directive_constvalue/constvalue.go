package directiveconstvalue

//ws:channel
type Chat struct {
	ServerToClient Event
}

//ws:const a=null
//ws:const b=007
//ws:const c=99999999999999999999
type Event struct { // want@-3:14 `^a=null: a constant cannot be null; quote it` // want@-2:14 `^b=007: JSON has no integer with a leading zero or minus zero; quote it` // want@-1:14 `^c=99999999999999999999: the integer does not fit into 64 bits; quote it`
	Text string
}
