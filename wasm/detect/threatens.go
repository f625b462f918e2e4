package detect

// threatens: threatens with suspension, closure or the law. A seller cannot
// suspend a buyer.
var Threatens = Detector{
	ID:   "threatens",
	Look: asks("threat"),
}
