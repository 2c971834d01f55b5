package endless

//ws:channel trees
type Chan struct {
	ServerToClient Event
	ClientToServer Command
}

type Event struct {
	List  *Node
	Tree  Tree
	Loop  *Loop
	Full  Full
	Holds *Holder
}

type Node struct { // want `^every Node needs another one, so there is no finite message of it; make Next optional with omitempty, or let it be null or empty$`
	Value string
	Next  *Node `validate:"required"`
}

type Tree struct {
	Children []Tree
}

type Loop struct {
	Next *Loop
}

type Full struct { // want `every Full needs another one`
	Parts []Full `validate:"min=1"`
}

// Holder only contains a type that has no end.
type Holder struct {
	Node Node
}

//ws:union
type Command interface{ command() } // want `every Command needs another one, so there is no finite message of it; give it a variant that does without`

type Both struct { // want `every Both needs another one`
	Left, Right Command
}

type Not struct { // want `every Not needs another one`
	Of Command
}

func (Both) command() {}
func (Not) command()  {}
