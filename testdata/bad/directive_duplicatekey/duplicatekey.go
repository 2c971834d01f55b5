package directiveduplicatekey

//ws:channel chat path=/a auth=none path=/b
type Chat struct { // want@-1:37 `^the key path stands here twice; remove one of them$`
	ServerToClient Event
}

//ws:const v=1
//ws:const v=2
type Event struct { // want@-1:12 `^the key v stands here twice`
	Text string
}
