package unsafepointer

import "unsafe"

//ws:channel
type Memory struct {
	ServerToClient struct {
		At unsafe.Pointer // want:3 `channel Memory: ServerToClient.At: unsafe.Pointer cannot stand in JSON`
	}
}
