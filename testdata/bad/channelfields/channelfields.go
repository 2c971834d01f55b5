package channelfields

//ws:channel chat
type Chat struct {
	ServerToclient Event // want:2 `^unknown field ServerToclient in the channel struct Chat; did you mean ServerToClient\?$`
	ClientToServer Event
	Parameters     struct{} // want:2 `unknown field Parameters in the channel struct Chat; its fields are ServerToClient, ClientToServer, Params and Query`
	quiet          bool // want:2 `quiet cannot be a field of the channel struct Chat`
	Base // want:2 `Base cannot be a field of the channel struct Chat`
}

type Event struct{}

type Base struct{}
