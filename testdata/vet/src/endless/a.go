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
	Lists Lists
}

type Node struct { // want `^every Node needs another one, so there is no finite message of it; remove the rule required of Next, or write omitempty before it$`
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
	Next *Holder // may be null
}

type Lists struct {
	Any    *AnyNumber
	Three  *Three
	Not    *NotNone
	Named  *Named
	Absent *Absent
	Lenient
	*Promoted
}

type AnyNumber struct {
	Parts []AnyNumber `validate:"gt=-1"`
}

type Three struct { // want `remove the rule eq of Parts`
	Parts map[string]Three `validate:"eq=3"`
}

type NotNone struct { // want `remove the rule ne of Parts`
	Parts []NotNone `validate:"ne=0"`
}

type Names []Named

type Named struct { // want `remove the rule min of Parts`
	Parts Names `validate:"min=1"`
}

// Absent needs a part, since rules are asked about absent keys as well.
type Absent struct { // want `remove the rule min of Parts`
	Parts []Absent `json:",omitempty" validate:"min=1"`
}

type Lenient struct {
	One *Lenient `validate:"omitempty,required"`
	Two *Lenient `validate:"required_with=One"`
}

// Promoted is not asked while the pointer to it is nil.
type Promoted struct {
	Lists *Lists `validate:"required"`
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
