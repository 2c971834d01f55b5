package recursivenames

//ws:channel
type Tree struct {
	ServerToClient Node
}

type Node struct {
	Kids []Node
	Peer *Node
	Far  map[string]Leaf
}

type Leaf struct {
	Up   *Node
	Wake func() // want:2 `^channel Tree: Node.Far\[\].Wake: a function cannot stand in JSON`
}
