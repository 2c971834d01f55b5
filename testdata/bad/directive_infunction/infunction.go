package directiveinfunction

func f() {
	//ws:channel
	type Chat struct{} // want@-1:2 `^ws:channel belongs on a struct type, not inside a function; move it and its type to package level$`
}
