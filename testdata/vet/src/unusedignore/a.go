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
	// Told is whatever the application sent.
	// want +2 `this silences nothing: any`
	//
	//ws:ignore any "whatever"
	Told any
	// want +2 `this silences nothing: any`
	// Said is, too.
	//ws:ignore any "whatever"
	Said any
	// want +1 `this silences nothing: int64`
	//ws:ignore int64 "small"
	Inner struct {
		ID int64 //ws:ignore int64 "very small"
	}
	//ws:ignore int64 "for those who set the flag -int64.int"
	Flag int
}
