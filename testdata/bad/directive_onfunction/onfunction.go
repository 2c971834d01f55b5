package directiveonfunction

//ws:channel
func Chat() {} // want@-1:1 `^ws:channel belongs on a struct type, not on a function; move it above the type that is meant$`

type T struct{}

//ws:strict
func (T) Method() {} // want@-1:1 `^ws:strict belongs on a struct type, not on a function`
