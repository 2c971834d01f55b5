package unusedignore

//ws:channel chat
type Chat struct {
	ServerToClient Event
}

type Event struct {
	//ws:ignore int64 "small"
	ID int64
	/* want `^this silences nothing: int64 finds nothing here; remove it$` */ //ws:ignore int64 "small"
	Count                                                                     int32
	Data                                                                      any    //ws:ignore any "whatever"
	Text                                                                      string /* want `this silences nothing: any` */ //ws:ignore any "whatever"
}
