package directivestrictcatchall

//ws:message *
//ws:strict
type Unknown struct { // want@-1:1 `^ws:message \* takes whatever keys there are, which contradicts ws:strict; remove one of them$`
	Text string
}
