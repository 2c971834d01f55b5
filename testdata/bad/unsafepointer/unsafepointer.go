package unsafepointer

import "unsafe"

//ws:channel
type Memory struct {
	ServerToClient struct {
		At unsafe.Pointer // want `channel Memory: .At: unsafe.Pointer cannot stand in JSON`
	}
}
