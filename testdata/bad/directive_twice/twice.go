package directivetwice

//ws:strict
//ws:strict
type Event struct { // want@-1:1 `^ws:strict stands here twice; remove one of them$`
	Text string
}
