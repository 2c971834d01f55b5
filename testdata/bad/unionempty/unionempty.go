package unionempty

//ws:channel
type Chat struct {
	ClientToServer Anything
	ServerToClient Lonely
}

//ws:union
type Anything interface{} // want:6 `^the interface Anything has no methods, so every struct type would be a variant; give it an unexported method, such as anything\(\)$`

//ws:union
type Lonely interface{ lonely() } // want:6 `^no struct type of package .* implements the union Lonely; give its variants the method lonely$`
