package directiveignore

//ws:channel
type Chan struct {
	ServerToClient T
}

type T struct {
	//ws:ignore int46 "a typing error"
	A int64 // want@-1:14 `^int46: there is no such rule; did you mean int64\?$`

	//ws:ignore int64
	B int64 // want@-1 `^ws:ignore needs a REASON: why it does not matter here, quoted if it has spaces$`

	//ws:ignore int64 they are small
	C int64 // want@-1 `^unexpected argument are; quote a value that has spaces: "they are"$` `^unexpected argument small`

	//ws:ignore int64 "nothing stands below"

	D int64 // want@-2 `^ws:ignore belongs on any declaration, field or statement, and none begins on this line or below this comment; move it$`
}
