package runtime

// A Key names a value of type T that can be kept with a connection, such as
// the user's name. Make it once, as a package variable:
//
//	var nick = runtime.NewKey[string]("nick")
//
//	nick.Set(c, "ada")
//	name, ok := nick.Get(c)
//
// Two keys are different even when their names are equal.
type Key[T any] struct{ name string }

// NewKey returns a new key. The name is for people.
func NewKey[T any](name string) *Key[T] { return &Key[T]{name} }

// String returns the name.
func (k *Key[T]) String() string { return k.name }

// Set keeps a value with the connection. It may be called from any goroutine.
func (k *Key[T]) Set(p Peer, v T) {
	c := p.core()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bag == nil {
		c.bag = map[any]any{}
	}
	c.bag[k] = v
}

// Get returns the value that was set, and whether there is one.
func (k *Key[T]) Get(p Peer) (v T, ok bool) {
	c := p.core()
	c.mu.Lock()
	defer c.mu.Unlock()
	kept, ok := c.bag[k]
	v, _ = kept.(T) // a nil of an interface type is kept as nil
	return v, ok
}

// Delete forgets the value.
func (k *Key[T]) Delete(p Peer) {
	c := p.core()
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.bag, k)
}
