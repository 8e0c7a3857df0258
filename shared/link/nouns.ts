/**
 * English and Spanish words for things that are stolen, lost or damaged, for places, and for colors. Each line has the
 * words for one thing. In a narrative, they count as one word, so that "my bicycle was taken" and "me robaron la
 * bicicleta" have something in common. The words have no accents and are in the singular; plurals are added.
 */
const NOUNS = `
bicycle bike bicicleta bici
scooter patineta monopatin
motorcycle motorbike moto motocicleta
car vehicle auto automobile automovil carro coche vehiculo
truck pickup camion camioneta troca
tire llanta neumatico
wheel rueda
mirror espejo retrovisor
plate placa tablilla matricula
bumper parachoque
windshield parabrisa
battery bateria
gasoline gas gasolina
catalytic catalizador catalitico
converter convertidor
wallet billetera cartera
purse handbag bolso monedero
bag bolsa
backpack mochila
suitcase luggage maleta equipaje
phone cellphone smartphone celular telefono movil
computer computadora ordenador
laptop portatil
tablet tableta
charger cargador
headphone earphone earbud audifono auricular
speaker altavoz bocina
camera camara
television tv televisor tele
watch reloj
ring anillo sortija
necklace collar
chain cadena
bracelet pulsera brazalete
earring arete pendiente zarcillo
jewelry jewel joya alhaja joyeria
money cash dinero efectivo
card tarjeta
check cheque
account cuenta
bank banco
password contrasena
signature firma
loan prestamo
license licencia
passport pasaporte
document documento
key llave
package parcel paquete
box caja
mail correo
mailbox buzon
tool herramienta
drill taladro
ladder escalera
hammer martillo
lawnmower mower cortacesped podadora
helmet casco
jacket coat chaqueta abrigo
shoe zapato
sneaker tenis
shirt camisa
clothes clothing ropa
eyeglasses lentes gafas espejuelos
medicine medication medicina medicamento
toy juguete
guitar guitarra
book libro
dog perro
cat gato
window ventana ventanilla
glass vidrio cristal
door puerta
gate porton
lock padlock candado cerradura
wall pared muro
fence cerca verja
sign letrero rotulo
light luz
paint pintura
graffiti grafiti
stone rock piedra
brick ladrillo
house home casa hogar
apartment apartamento
building edificio
garage garaje
basement sotano
hallway pasillo
yard patio
porch porche
balcony balcon
street calle
sidewalk acera
corner esquina
store shop tienda
market supermarket mercado supermercado
school escuela
church iglesia
library biblioteca
restaurant restaurante
park parque
bus autobus guagua
train tren
station estacion
thief ladron
neighbor vecino vecina
landlord casero
driver conductor chofer
employee empleado empleada
red rojo roja
blue azul
black negro negra
white blanco blanca
green verde
gray grey gris
silver plateado plateada
gold dorado dorada
yellow amarillo amarilla
brown marron
`;

/** Each word, paired with the word that represents its line. */
export const nouns = (): [word: string, standsFor: string][] =>
  NOUNS.trim()
    .split('\n')
    .flatMap((line) => {
      const words = line.split(' ');
      return words.flatMap((word) =>
        ['', 's', 'es'].map((ending): [string, string] => [`${word}${ending}`, words[0] ?? word]),
      );
    });
