"""The mistakes of shape that a plan finds: the code of each, and what it means, as `specbuild explain` tells it."""

from __future__ import annotations

RANK = "P001"
KERNEL = "P002"
POOL = "P003"
GROUPS = "P004"
STRIDES_DILATION = "P005"
RESHAPE = "P006"
AXIS = "P007"
OUTPUT_PADDING = "P008"
CROP = "P009"
COUNT = "P010"
EQUATION = "P011"
OUTPUTS = "P012"
INNER = "P013"
HEAD = "P014"
BROADCAST = "P015"
FRAMES = "P016"
STATEFUL = "P017"
CONTRADICTION = "P018"
COMPONENTS = "P019"
FITTING_MEMORY = "P020"
SHORTCUT = "P021"
MERGE = "P022"
PICTURE = "P023"
FREEZE = "P024"

EXPLANATIONS = {
    RANK: (
        "A layer got an input with too few or too many axes. `Conv2D` needs height, width and channels, `LSTM` steps and features, "
        "and so on. `Flatten`, `Reshape`, a global pooling or `RepeatVector` change the number of axes."
    ),
    KERNEL: (
        'A kernel is larger than what is left of its input, so that it fits nowhere. Every convolution without `padding = "same"` '
        'and every pooling makes the picture smaller: use fewer of them, smaller kernels, `padding = "same"`, or a larger `size` in '
        "the loader."
    ),
    POOL: (
        "A pooling would leave nothing: its window is larger than what is left of its input. Drop it, make `pool_size` smaller, use "
        '`padding = "same"`, or start from larger samples.'
    ),
    GROUPS: ("Groups have to share channels evenly: `groups` must divide the channels of the input, and for a convolution `filters` too."),
    STRIDES_DILATION: ("Keras does not take strides and dilation above 1 in the same convolution. Stride in one layer, dilate in another."),
    RESHAPE: (
        "`Reshape` keeps every number: the product of `target_shape` must equal that of the input. One -1 stands for whatever is "
        "left, if that comes out whole."
    ),
    AXIS: ("An axis is named that the input does not have, or one twice. Axes count from 1, axis 0 being the batch; -1 is the last."),
    OUTPUT_PADDING: (
        "`output_padding` chooses between the sizes that a stride could have come from, so it has to be smaller than the stride."
    ),
    CROP: "A cropping takes away all there is, or more. Crop less, or start from larger samples.",
    COUNT: ("An argument with one number for each axis has too few or too many of them. A single number stands for all axes."),
    EQUATION: ("The equation of an `EinsumDense` does not fit its input or its `output_shape`."),
    OUTPUTS: ("A layer would give several outputs, and the next layer of a stack takes one."),
    INNER: (
        "A wrapper holds a layer that it cannot wrap: `Bidirectional` takes recurrent layers, `RNN` takes cells, "
        "`SpectralNormalization` takes layers with one kernel."
    ),
    HEAD: (
        "The last layer gives more than one axis for each sample, but a sample has one target. `Dense` works on the last axis only, "
        "and keeps the others: flatten or pool the picture (or sequence) first."
    ),
    BROADCAST: ("A list of numbers, one for each value along an axis, does not have the length of that axis."),
    FRAMES: ("The frames of a spectrogram do not fit the signal, or contradict each other."),
    STATEFUL: (
        "`stateful = true` carries the state from one batch to the next, row by row, which needs batches of one fixed size in a "
        "fixed order; rows are shuffled here, and the last batch is smaller."
    ),
    CONTRADICTION: "Two arguments of one layer exclude each other. The finding names both: keep the one that you mean.",
    SHORTCUT: (
        'A `Residual` adds its input to what its layers give, so both need the same shape. `projection = "auto"` puts a 1x1 convolution '
        'on the input where only channels and strides differ; otherwise the layers inside have to keep the shape (`padding = "same"`).'
    ),
    MERGE: (
        "`Branches` merges what its lists of layers give. To be added or averaged they need the same shape, to be concatenated the same "
        "shape but for the last axis; to be multiplied an axis may also be 1, and then stands for all places along it."
    ),
    PICTURE: (
        "A `Backbone` halves its pictures about five times, so it cannot take small ones: most of these networks begin at 32 pixels, "
        "`Xception` at 71, the Inceptions at 75. Give the loader a larger `size`, or stack layers of your own for small pictures."
    ),
    FREEZE: (
        "`freeze_until` names the first layer of a `Backbone` that is trained; all before it stay as they are. It has to be a layer that "
        "has weights, by the name that `keras.applications` gives it, as `model.summary()` prints it in a fresh session."
    ),
    COMPONENTS: "More directions are to be kept than a sample has numbers.",
    FITTING_MEMORY: (
        "Whitening is fitted with a matrix that has a row and a column for every number of a sample, so its memory grows with the fourth "
        "power of the side of a picture. It is predicted before any data are read. `components` whitens the strongest directions only, "
        "smaller pictures cost less, and `memory_budget` states how much may be used."
    ),
}
