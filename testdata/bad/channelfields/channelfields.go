package channelfields

//ws:channel chat
type Chat struct {
	ServerToclient Event // want `^unknown field ServerToclient in the channel struct Chat; did you mean ServerToClient\?$`
	ClientToServer Event
	Parameters     struct{} // want `unknown field Parameters in the channel struct Chat; its fields are ServerToClient, ClientToServer, Params and Query`
	quiet          bool // want `quiet cannot be a field of the channel struct Chat`
	Base // want `Base cannot be a field of the channel struct Chat`
}

type Event struct{}

type Base struct{}
